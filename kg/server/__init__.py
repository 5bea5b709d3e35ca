"""A Neo4j of our own, without Docker: installed by Maven, on the loopback interface, started and stopped by ``kg``.

What other rooms use:

- ``kg.server.home.ServerHome(path="")``: one server's folder with its address, user, password and state;
- ``kg.server.run.start(home, wait=…)`` and ``stop(home, wait=…)``; ``kg.server.install.install(version)``;
- ``kg.server.admin.admin(home, args, log)``: Neo4j's own administration tool on a server that is stopped;
- ``kg.server.home.local_connection()``: address, user and password of the server of ours that runs, or None.

A home holds the server's data, its configuration, logs and password. The programs (some 120 MB of jars) lie apart,
once for each version, so that many homes share them.
"""
