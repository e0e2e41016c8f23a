from pkg.util import is_open
