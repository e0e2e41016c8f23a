from app.elsewhere import dial as other


def dial(*arguments, **options):
    return other(*arguments, **options)
