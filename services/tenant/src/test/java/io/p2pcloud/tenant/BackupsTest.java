package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.tenant.ServerRecord.Stage;
import io.p2pcloud.tenant.backup.BackupException;
import io.p2pcloud.tenant.backup.BackupException.Reason;
import io.p2pcloud.tenant.backup.BackupReader;
import io.p2pcloud.tenant.backup.BackupWriter;
import io.p2pcloud.tenant.backup.VolumeCipher;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.Protection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    private static final int BLOCK = VolumeCipher.BLOCK;
    private static final long DISK = 4L << 30;
    private static final ServerRecord SERVER = server("00112233445566aa");

    @TempDir Path folder;
    private Secrets secrets;
    private Backups backups;
    private Path file;

    @BeforeEach
    void keystore() {
        secrets = secrets("keys");
        backups = new Backups(secrets, () -> Samples.NOW);
        file = folder.resolve("server.backup");
    }

    @Test
    void readsBackWhatWasWrittenAndWhatItIs() throws Exception {
        var parts =
                Map.of(
                        0L,
                        random(2 * BLOCK),
                        5L * BLOCK,
                        random(BLOCK),
                        DISK - BLOCK,
                        random(BLOCK));
        write(file, secrets, SERVER, new TreeMap<>(parts));
        var found = new TreeMap<Long, byte[]>();
        var _ = new BackupReader(file).<IOException>read(found::put);
        assertThat(found).containsExactlyInAnyOrderEntriesOf(parts);

        var said = backups.check(file);
        assertThat(said.server()).isEqualTo(SERVER.id());
        assertThat(said.spec()).isEqualTo(SERVER.spec());
        assertThat(said.volumeId()).isEqualTo(SERVER.volumeId());
        assertThat(said.imageRootHash()).isEqualTo(SERVER.imageRootHash());
        assertThat(said.boot()).isEqualTo(SERVER.boot());
        assertThat(said.takenAt()).isEqualTo(Samples.NOW);
        assertThat(said.diskBytes()).isEqualTo(DISK);
    }

    @Test
    void readsTheStatementsOfTheFirstVersion() throws Exception {
        var now = ServerBackup.of(SERVER, Samples.NOW, DISK, Bytes32.ZERO);
        var text = new String(now.toBytes(), StandardCharsets.UTF_8);
        var first = text.replace("\"version\":2", "\"version\":1").replace("\"generation\":1,", "");
        assertThat(first).doesNotContain("generation");
        var read = ServerBackup.parse(Bytes.of(first.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.volume()).isEqualTo(SERVER.volumeIdentity());
        // A statement of today says it.
        var none = text.replace("\"generation\":1,", "").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ServerBackup.parse(Bytes.of(none)))
                .isInstanceOf(BackupException.class);
    }

    @Test
    void noticesEveryChangedByte() throws Exception {
        write(file, secrets, SERVER, Map.of(0L, random(BLOCK)));
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += at > 20 && at < BLOCK ? 97 : 1) {
            var changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> backups.check(file))
                    .as("byte %d of %d", at, whole.length)
                    .isInstanceOf(BackupException.class);
        }
    }

    @Test
    void noticesThatItIsNotWhole() throws Exception {
        write(file, secrets, SERVER, Map.of(0L, random(BLOCK)));
        var whole = Files.readAllBytes(file);
        for (int length : new int[] {8, 20, 1000, BLOCK + 30, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertReason(Reason.CUT_SHORT);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertReason(Reason.CHANGED);
    }

    @Test
    void believesNobodyElsesSignature() throws Exception {
        write(file, secrets("others"), SERVER, Map.of(0L, random(BLOCK)));
        assertReason(Reason.NOT_YOURS);
        // Another server of the same keystore did not sign for this one.
        var _ = secrets.launchKey(new ServerId(SERVER.id()));
        assertReason(Reason.NOT_YOURS);
    }

    @Test
    void makesNoKeyForAServerThatIsNotHere() throws Exception {
        write(file, secrets("others"), SERVER, Map.of(0L, random(BLOCK)));
        assertReason(Reason.NOT_YOURS);
        assertThat(secrets.launchAccount(SERVER.id())).isEmpty();
    }

    @Test
    void tellsOtherFilesApart() throws Exception {
        Files.writeString(file, "Dear diary");
        assertReason(Reason.NOT_A_BACKUP);
        Files.writeString(file, "P2PDISK2 and so on");
        assertReason(Reason.TOO_NEW);
        Files.writeString(file, "");
        assertReason(Reason.NOT_A_BACKUP);
    }

    @Test
    void leavesNothingOfACopyThatWasBrokenOff() throws Exception {
        try (var writer = new BackupWriter(file)) {
            writer.take(0, random(BLOCK));
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("server"));
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.writeString(file, "an older backup");
        assertThatThrownBy(() -> new BackupWriter(file).close())
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("an older backup");
    }

    @Test
    void takesNoPartsOutOfOrder() throws Exception {
        try (var writer = new BackupWriter(file)) {
            writer.take(BLOCK, random(2 * BLOCK));
            for (long offset : new long[] {0, 2 * BLOCK, 4 * BLOCK + 1, -BLOCK}) {
                assertThatThrownBy(() -> writer.take(offset, random(BLOCK)))
                        .hasMessageContaining("order");
            }
        }
    }

    private void assertReason(Reason reason) {
        assertThatThrownBy(() -> backups.check(file))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static void write(Path to, Secrets by, ServerRecord server, Map<Long, byte[]> parts)
            throws IOException {
        var key = by.launchKey(new ServerId(server.id()));
        try (var writer = new BackupWriter(to)) {
            for (var part : parts.entrySet()) {
                writer.take(part.getKey(), part.getValue());
            }
            writer.finish(
                    sha256 -> ServerBackup.of(server, Samples.NOW, DISK, sha256).toBytes(),
                    key::sign);
        }
    }

    private Secrets secrets(String name) {
        var keystore = new Keystore(folder.resolve(name), new SecureRandom());
        return new Secrets(
                keystore, keystore.createVault(new Protection.DeviceOnly()), new SecureRandom());
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static ServerRecord server(String id) {
        return new ServerRecord(
                id,
                Samples.spec(),
                Samples.NOW,
                Bytes32.ofNumber(1).toHex(),
                Bytes32.ofNumber(2).toHex(),
                Bytes32.ofNumber(3).toHex(),
                Samples.SSH_KEY,
                Stage.STOPPED,
                null,
                Bytes32.ofNumber(4).toHex(),
                3,
                true,
                "127.0.0.1",
                2222,
                null,
                null,
                null);
    }
}
