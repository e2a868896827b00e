package io.p2pcloud.realguest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A machine with the firmware of confidential machines, started by QEMU without a confidential
/// processor: the hashes that QEMU would put into measured memory are laid there by its loader
/// device, and the firmware checks files against them all the same.
final class FirmwareMachine {
    /// @param console what it said
    /// @param exit QEMU's status, where it ended
    record End(String console, OptionalInt exit) {}

    /// Where the firmware has the table, by `SNP_KERNEL_HASHES` in its metadata and the GUID table
    /// at its end (edk2 OvmfPkg/AmdSev/AmdSevX64.fdf, PcdQemuHashTableBase).
    private static final String TABLE_ADDRESS = "0x810c00";

    private static final UUID TABLE = UUID.fromString("9438d606-4f22-4cc9-b479-a793d411fd21");
    private static final UUID KERNEL = UUID.fromString("4de79437-abd2-427f-b835-d5b172d2045b");
    private static final UUID INITRD = UUID.fromString("44baf731-3a2f-4bd7-9af1-41e29169781d");
    private static final UUID COMMAND_LINE =
            UUID.fromString("97d02dd8-bd20-4c94-aa78-e7714d36ab2a");
    private static final int ENTRY = 50;
    private static final int TABLE_LENGTH = 168;

    private final Path folder;
    private final List<String> command = new ArrayList<>();

    FirmwareMachine(Path folder, Path firmware) {
        this.folder = folder;
        command.addAll(
                List.of("qemu-system-x86_64", "-accel", "tcg", "-machine", "q35", "-cpu", "max"));
        command.addAll(List.of("-m", "512", "-display", "none", "-nodefaults", "-no-reboot"));
        command.addAll(List.of("-bios", firmware.toString()));
        command.addAll(List.of("-serial", "file:" + console()));
    }

    /// The kernel is given by name as well: the other way, QEMU writes into its header, which it
    /// leaves alone only for confidential machines.
    FirmwareMachine boots(Path kernel, Path initramfs, String commandLine) {
        return with("-kernel", kernel.toString())
                .with("-fw_cfg", "name=etc/boot/kernel,file=" + kernel)
                .with("-initrd", initramfs.toString())
                .with("-append", commandLine);
    }

    FirmwareMachine with(String option, String value) {
        command.add(option);
        command.add(value);
        return this;
    }

    /// The table that the chip would have measured, for these files.
    FirmwareMachine expects(Path kernel, Path initramfs, String commandLine) throws IOException {
        var table = ByteBuffer.allocate(TABLE_LENGTH + 8).order(ByteOrder.LITTLE_ENDIAN);
        table.put(bytes(TABLE)).putShort((short) TABLE_LENGTH);
        entry(table, COMMAND_LINE, (commandLine + "\0").getBytes(StandardCharsets.UTF_8));
        entry(table, INITRD, Files.readAllBytes(initramfs));
        entry(table, KERNEL, Files.readAllBytes(kernel));
        var file = Files.write(folder.resolve("hashes"), table.array());
        return with("-device", "loader,force-raw=on,addr=" + TABLE_ADDRESS + ",file=" + file);
    }

    /// Runs it until its console says the text, it has ended, or so many seconds are over.
    End run(long seconds, String until) throws Exception {
        Files.deleteIfExists(console());
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("qemu.log").toFile())
                        .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < deadline && !process.waitFor(200, TimeUnit.MILLISECONDS)) {
                var said = said();
                if (said.contains(until)) {
                    return new End(said, OptionalInt.empty());
                }
            }
            return new End(
                    said(),
                    process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String said() throws IOException {
        return Files.exists(console())
                ? Files.readString(console(), StandardCharsets.ISO_8859_1)
                : "";
    }

    private Path console() {
        return folder.resolve("console");
    }

    private static void entry(ByteBuffer table, UUID name, byte[] content) {
        try {
            table.put(bytes(name)).putShort((short) ENTRY);
            table.put(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// As EFI has it: the first three fields in little endian.
    private static byte[] bytes(UUID name) {
        var bytes = HexFormat.of().parseHex(name.toString().replace("-", ""));
        var text = ByteBuffer.wrap(bytes);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.getInt())
                .putShort(text.getShort())
                .putShort(text.getShort())
                .put(bytes, 8, 8)
                .array();
    }
}
