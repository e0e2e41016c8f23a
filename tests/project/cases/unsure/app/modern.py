from websockets import connect as dial
