"""Small writes leave at once on every connection that the server accepts from now on."""

import socket

from lstm97.ui.server.wire import send_at_once


def is_prompt(connection):
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_connections_inherit_it_from_a_socket_that_was_open_before():
    with socket.socket() as server:  # as Streamlit opens it: no word of TCP
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert not is_prompt(server)
        send_at_once()
        assert is_prompt(server)
        with socket.create_connection(server.getsockname()), server.accept()[0] as accepted:
            assert is_prompt(accepted)


def test_other_open_files_are_left_alone(tmp_path):
    pair = socket.socketpair()
    with (tmp_path / "notes").open("w") as notes:
        send_at_once()
        notes.write("still open")
    for one in pair:
        one.close()
    assert (tmp_path / "notes").read_text() == "still open"
