from implementation import echo

Handler = echo
