package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A kernel of a few instructions, in the form that QEMU boots directly (Linux documentation, "The
/// Linux/x86 Boot Protocol", version 2.02): it writes a greeting to the first serial port and then
/// does one thing. It runs in real mode on the real QEMU, in milliseconds.
final class TinyKernel {
    static final String GREETING = "tiny kernel here";

    private static final HexFormat HEX = HexFormat.of();
    private static final int SETUP = 0x200;
    private static final int CODE = 0x280;
    private static final int SIZE = 4096;

    /// cld; mov si, text; mov dx, 3f8; next: cs lodsb; test al, al; jz done; out dx, al; jmp next
    private static final byte[] PRINT = HEX.parseHex("fcbe0000baf8032eac84c07403eeebf7");

    /// What the kernel does after its greeting.
    enum Act {
        /// Asks the keyboard controller for a reset, then halts.
        RESET("b0fee664f4ebfd"),
        /// Enters ACPI S5 at the port where SeaBIOS puts it, then halts.
        POWER_OFF("ba0406b80020eff4ebfd"),
        /// Halts for ever.
        HALT("fbf4ebfd"),
        /// Fills the serial port for ever.
        FLOOD("b078eeebfd"),
        /// Enables the power button, sleeps from tick to tick until its status bit is set, then
        /// powers off.
        OBEY_POWER_BUTTON("ba0206b80001ef" + "fbf4ba0006edf6c40174f6" + "ba0406b80020eff4ebfd");

        private final String code;

        Act(String hex) {
            code = hex;
        }
    }

    private TinyKernel() {}

    static Path write(Path folder, Act act) throws IOException {
        return write(folder, act, GREETING);
    }

    static Path write(Path folder, Act act, String greeting) throws IOException {
        var image = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 1); // setup sectors
        image.putShort(0x1fe, (short) 0xaa55);
        image.put(SETUP, new byte[] {(byte) 0xeb, CODE - SETUP - 2}); // jmp short CODE
        image.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
        image.putShort(0x206, (short) 0x202);
        image.put(0x211, (byte) 1); // loaded high
        image.position(CODE);
        image.put(PRINT).put(HEX.parseHex(act.code));
        int text = image.position();
        image.put((greeting + "\r\n\0").getBytes(StandardCharsets.US_ASCII));
        image.putShort(CODE + 2, (short) (text - SETUP));
        return Files.write(folder.resolve("kernel-" + act), image.array());
    }
}
