package io.p2pcloud.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An archive in the form that the kernel unpacks ("newc"; Linux documentation, initramfs buffer
/// format).
final class Cpio {
    private static final int REGULAR = 0100000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int inode = 1;

    Cpio file(String name, int mode, byte[] content) {
        entry(name, REGULAR | mode, content);
        return this;
    }

    byte[] end() {
        entry("TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    private void entry(String name, int mode, byte[] content) {
        var header =
                "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                        .formatted(
                                inode++,
                                mode,
                                0,
                                0,
                                1,
                                0,
                                content.length,
                                0,
                                0,
                                0,
                                0,
                                name.length() + 1,
                                0);
        out.writeBytes((header + name + "\0").getBytes(StandardCharsets.US_ASCII));
        pad();
        out.writeBytes(content);
        pad();
    }

    private void pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
