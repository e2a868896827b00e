package io.p2pcloud.launcher.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports of 127.0.0.1. An answer is true at its moment only: whoever binds the port later must
/// still expect to find it taken.
public final class LoopbackPorts {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private LoopbackPorts() {}

    /// A port that nothing listens on.
    ///
    /// @throws IOException when the system has none left
    public static int unused() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(at(0));
            return socket.getLocalPort();
        }
    }

    /// Whether a server could listen on `port` now.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(at(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress at(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }
}
