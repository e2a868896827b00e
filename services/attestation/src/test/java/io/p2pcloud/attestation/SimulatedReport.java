package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// A report before it is signed: sound until a test changes a field.
public final class SimulatedReport {
    private final SimulatedChip chip;
    private final ByteBuffer fields =
            ByteBuffer.allocate(SnpReport.SIZE).order(ByteOrder.LITTLE_ENDIAN);

    SimulatedReport(SimulatedChip chip) {
        this.chip = chip;
        u32(0x000, 5);
        policy(new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED));
        u32(0x034, 1);
        platform(new PlatformFlags(PlatformFlags.ALIAS_CHECK_COMPLETE | PlatformFlags.ECC));
        for (int at = 0x160; at < 0x180; at++) {
            fields.put(at, (byte) 0xff);
        }
        for (int at : List.of(0x038, 0x180, 0x1e0, 0x1f0)) {
            tcb(at, chip.tcb());
        }
        u8(0x188, chip.cpu().family());
        u8(0x189, chip.cpu().model());
        u8(0x18a, chip.cpu().stepping());
        bytes(0x1a0, chip.chipId());
        for (int at : List.of(0x1e8, 0x1ec)) {
            u8(at, 49);
            u8(at + 1, 55);
            u8(at + 2, 1);
        }
    }

    public SimulatedReport measurement(Bytes digest) {
        return bytes(0x090, digest);
    }

    public SimulatedReport hostData(Bytes32 value) {
        return bytes(0x0c0, value.value());
    }

    public SimulatedReport reportData(Bytes value) {
        return bytes(0x050, value);
    }

    public SimulatedReport policy(GuestPolicy policy) {
        return u64(0x008, policy.bits());
    }

    public SimulatedReport platform(PlatformFlags flags) {
        return u64(0x040, flags.bits());
    }

    SimulatedReport tcb(int offset, TcbVersion tcb) {
        var bytes = new byte[8];
        if (chip.product() == Product.TURIN) {
            bytes[0] = (byte) tcb.fmc();
            bytes[1] = (byte) tcb.bootloader();
            bytes[2] = (byte) tcb.tee();
            bytes[3] = (byte) tcb.snp();
        } else {
            bytes[0] = (byte) tcb.bootloader();
            bytes[1] = (byte) tcb.tee();
            bytes[6] = (byte) tcb.snp();
        }
        bytes[7] = (byte) tcb.microcode();
        return bytes(offset, Bytes.of(bytes));
    }

    SimulatedReport u8(int offset, int value) {
        fields.put(offset, (byte) value);
        return this;
    }

    SimulatedReport u32(int offset, int value) {
        fields.putInt(offset, value);
        return this;
    }

    SimulatedReport u64(int offset, long value) {
        fields.putLong(offset, value);
        return this;
    }

    SimulatedReport bytes(int offset, Bytes value) {
        fields.put(offset, value.toArray());
        return this;
    }

    /// The 1184 bytes, signed by the chip.
    public Bytes sign() {
        var bytes = Arrays.copyOf(fields.array(), SnpReport.SIZE);
        chip.sign(bytes);
        return Bytes.of(bytes);
    }

    /// Signed, with the chip's certificates.
    public Evidence evidence() {
        return Evidence.of(sign()).withCertificates(chip.certificates());
    }
}
