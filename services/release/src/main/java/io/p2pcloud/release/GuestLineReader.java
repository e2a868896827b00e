package io.p2pcloud.release;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads a guest's lines from a port, never holding more than one line's bound in memory whatever
/// the other side sends. Not for several threads at once.
public final class GuestLineReader {
    private final InputStream in;

    public GuestLineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// Blocks until a line is complete.
    ///
    /// @return empty when the stream has ended between two lines
    /// @throws IOException when the stream fails, ends within a line, or brings what a guest may
    ///   not send; nothing after that can be trusted, so close the port
    public Optional<GuestLine.FromGuest> next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (read < 0) {
                throw new IOException("the guest's port closed within a line");
            }
            if (read < ' ' || read > '~') {
                throw new IOException("the guest sent a byte that is not printable ASCII");
            }
            if (line.size() >= GuestLine.MAX_LENGTH - 1) {
                throw new IOException("the guest sent a line longer than 256 KiB");
            }
            line.write(read);
        }
        try {
            return Optional.of(GuestLine.parseFromGuest(line.toString(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new IOException("the guest sent a malformed line: " + e.getMessage(), e);
        }
    }
}
