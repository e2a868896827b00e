package io.p2pcloud.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// An SSH session with a terminal; its host key was checked before the first byte.
public interface Shell extends AutoCloseable {
    /// What the server prints.
    InputStream output();

    /// What the user types.
    OutputStream input();

    void resize(int columns, int rows) throws IOException;

    boolean open();

    @Override
    void close();
}
