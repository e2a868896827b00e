package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.time.Duration;

/// Lines of text to and from a guest. What comes from the guest is bounded and otherwise unchecked;
/// what lines mean is the business of those who talk.
public interface GuestChannel extends AutoCloseable {
    /// The longest line either way, in bytes without its newline.
    int MAX_LINE_BYTES = 256 << 10;

    /// The next line, without its newline.
    ///
    /// @throws java.net.SocketTimeoutException when none came within `timeout`; the channel can
    ///   still be used
    /// @throws java.io.EOFException when the guest is gone
    /// @throws IOException when the line is too long or not UTF-8; the channel is then closed
    String readLine(Duration timeout) throws IOException, InterruptedException;

    /// Sends a line; `line` has no newline of its own.
    ///
    /// @throws java.net.SocketTimeoutException when the guest did not take it within `timeout`; the
    ///   channel is then closed
    void writeLine(String line, Duration timeout) throws IOException, InterruptedException;

    @Override
    void close();
}
