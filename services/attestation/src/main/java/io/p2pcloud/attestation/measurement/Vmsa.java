package io.p2pcloud.attestation.measurement;

import io.p2pcloud.attestation.CpuModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The page with a vCPU's first register state as QEMU and KVM set it (offsets: AMD APM volume 2,
/// table B-4, "VMSA layout"; values: QEMU's reset of an x86 CPU with KVM's EFER.SVME and CR4.MCE).
final class Vmsa {
    private static final long FIRST_ADDRESS = 0xffff_fff0L;

    private final CpuModel cpu;
    private final long features;

    Vmsa(CpuModel cpu, long features) {
        this.cpu = cpu;
        this.features = features;
    }

    /// Of the vCPU that boots, at the reset vector of every x86.
    byte[] first() {
        return startingAt(FIRST_ADDRESS);
    }

    /// Of the other vCPUs.
    byte[] startingAt(long address) {
        var page = ByteBuffer.allocate(Firmware.PAGE).order(ByteOrder.LITTLE_ENDIAN);
        segment(page, 0x000, 0, 0x93, 0); // ES
        segment(page, 0x010, 0xf000, 0x9b, address & 0xffff_0000L); // CS
        segment(page, 0x020, 0, 0x93, 0); // SS
        segment(page, 0x030, 0, 0x93, 0); // DS
        segment(page, 0x040, 0, 0x93, 0); // FS
        segment(page, 0x050, 0, 0x93, 0); // GS
        segment(page, 0x060, 0, 0, 0); // GDTR
        segment(page, 0x070, 0, 0x82, 0); // LDTR
        segment(page, 0x080, 0, 0, 0); // IDTR
        segment(page, 0x090, 0, 0x8b, 0); // TR
        page.putLong(0x0d0, 0x1000); // EFER
        page.putLong(0x148, 0x40); // CR4
        page.putLong(0x158, 0x10); // CR0
        page.putLong(0x160, 0x400); // DR7
        page.putLong(0x168, 0xffff_0ff0L); // DR6
        page.putLong(0x170, 0x2); // RFLAGS
        page.putLong(0x178, address & 0xffff); // RIP
        page.putLong(0x268, 0x0007_0406_0007_0406L); // G_PAT
        page.putLong(0x310, Integer.toUnsignedLong(cpu.signature())); // RDX
        page.putLong(0x3b0, features); // SEV_FEATURES
        page.putLong(0x3e8, 0x1); // XCR0
        page.putInt(0x408, 0x1f80); // MXCSR
        page.putShort(0x410, (short) 0x37f); // X87_FCW
        return page.array();
    }

    private static void segment(
            ByteBuffer page, int offset, int selector, int attributes, long base) {
        page.putShort(offset, (short) selector);
        page.putShort(offset + 2, (short) attributes);
        page.putInt(offset + 4, 0xffff);
        page.putLong(offset + 8, base);
    }
}
