from starlette.routing import Route

routes = [Route("/", print)]
