import signal

pytest_plugins = ["tests.servers", "tests.workers"]

if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # Under nohup the children of the tests would ignore it too, and some tests send it. A handler
    # that does nothing is not inherited.
    signal.signal(signal.SIGHUP, lambda *_: None)
