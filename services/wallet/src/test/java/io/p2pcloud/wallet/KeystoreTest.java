package io.p2pcloud.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Tier;
import io.p2pcloud.wallet.KeystoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeystoreTest {
    private static final Protection DEVICE = new Protection.DeviceOnly();
    private static final Bytes32 DIGEST = Keccak.hash(new byte[] {9});
    private static final Argon2Cost QUICK = new Argon2Cost(64, 1, 1);

    @TempDir Path folder;
    private Keystore keystore;

    @BeforeEach
    void open() {
        keystore = new Keystore(folder.resolve("keys"), new SecureRandom(), QUICK);
    }

    private static Protection passphrase(String text) {
        return new Protection.WithPassphrase(Passphrase.of(text.toCharArray()));
    }

    private Path file(String name) {
        return folder.resolve("keys").resolve(name + ".key");
    }

    @Test
    void opensAnEncryptedKeyWithItsPassphrase() {
        var made = keystore.create(AccountName.TENANT, passphrase("grüße aus Köln"));
        // The same text typed on a system that decomposes its accents.
        var decomposed = passphrase("gru\u0308ße aus Ko\u0308ln");
        var result = keystore.unlock(AccountName.TENANT, decomposed);
        assertThat(result).isInstanceOf(Unlocking.Unlocked.class);
        if (result instanceof Unlocking.Unlocked<SigningKey>(SigningKey key)) {
            assertThat(key.sign(DIGEST)).isEqualTo(made.sign(DIGEST));
        }
        assertThat(keystore.keys())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.encrypted()).isTrue();
                    assertThat(it.address()).contains(made.address());
                });
    }

    @Test
    void tellsAWrongPassphraseFromADamagedFile() throws Exception {
        keystore.create(AccountName.TENANT, passphrase("right"));
        assertThat(keystore.unlock(AccountName.TENANT, passphrase("wrong")))
                .isInstanceOf(Unlocking.WrongPassphrase.class);
        var path = file("tenant");
        var text = Files.readString(path);
        int at = text.indexOf("\"text\"") + 12;
        var flipped =
                text.substring(0, at)
                        + (text.charAt(at) == '0' ? '1' : '0')
                        + text.substring(at + 1);
        Files.writeString(path, flipped);
        assertReason(
                () -> keystore.unlock(AccountName.TENANT, passphrase("right")), Reason.DAMAGED);
        Files.writeString(path, text.substring(0, text.length() / 2));
        assertReason(
                () -> keystore.unlock(AccountName.TENANT, passphrase("right")), Reason.DAMAGED);
        Files.write(path, new byte[0]);
        assertReason(
                () -> keystore.unlock(AccountName.TENANT, passphrase("right")), Reason.DAMAGED);
    }

    @Test
    void writesNothingOfTheSecretIntoAnEncryptedFile() throws Exception {
        var key = keystore.create(AccountName.TENANT, passphrase("right"));
        var secret = Bytes32.of(key.exportSecret()).toHex().substring(2);
        assertThat(Files.readString(file("tenant"))).doesNotContain(secret);
    }

    @Test
    void keepsFilesAndFolderToTheirOwner() throws Exception {
        keystore.create(AccountName.launch(Bytes32.ZERO), DEVICE);
        var path = file("launch/" + Bytes32.ZERO.toHex());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("keys"))))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertReason(() -> keystore.deviceKey(AccountName.launch(Bytes32.ZERO)), Reason.EXPOSED);
    }

    @Test
    void opensADeviceProtectedKeyWithoutAPassphrase() {
        var made = keystore.deviceKeyOrNew(AccountName.PROVIDER);
        assertThat(keystore.deviceKeyOrNew(AccountName.PROVIDER).address())
                .isEqualTo(made.address());
        assertThat(keystore.deviceKey(AccountName.PROVIDER).sign(DIGEST))
                .isEqualTo(made.sign(DIGEST));
    }

    @Test
    void neverOverwritesAKey() {
        var first = keystore.create(AccountName.TENANT, DEVICE);
        assertReason(() -> keystore.create(AccountName.TENANT, DEVICE), Reason.EXISTS);
        assertThat(keystore.deviceKey(AccountName.TENANT).address()).isEqualTo(first.address());
    }

    @Test
    void saysWhichKeyIsMissingOrEncrypted() {
        assertReason(() -> keystore.deviceKey(AccountName.TENANT), Reason.MISSING);
        keystore.create(AccountName.TENANT, passphrase("right"));
        assertReason(() -> keystore.deviceKey(AccountName.TENANT), Reason.PASSPHRASE_NEEDED);
    }

    @Test
    void refusesAKeyFileMovedToAnotherName() throws Exception {
        keystore.create(AccountName.TENANT, DEVICE);
        Files.move(file("tenant"), file("provider"));
        assertReason(() -> keystore.deviceKey(AccountName.PROVIDER), Reason.DAMAGED);
    }

    @Test
    void refusesCostsThatWouldEatTheMemory() throws Exception {
        keystore.create(AccountName.TENANT, passphrase("right"));
        var path = file("tenant");
        Files.writeString(
                path,
                Files.readString(path)
                        .replaceFirst("\"memoryKib\" : \\d+", "\"memoryKib\" : 2000000000"));
        assertReason(
                () -> keystore.unlock(AccountName.TENANT, passphrase("right")), Reason.DAMAGED);
    }

    @Test
    void refusesAFileOfALaterVersion() throws Exception {
        keystore.create(AccountName.TENANT, DEVICE);
        var path = file("tenant");
        Files.writeString(
                path, Files.readString(path).replace("\"version\" : 1", "\"version\" : 2"));
        assertReason(() -> keystore.deviceKey(AccountName.TENANT), Reason.UNSUPPORTED);
    }

    @Test
    void changesTheProtectionOfAKey() {
        var made = keystore.create(AccountName.TENANT, passphrase("old"));
        assertThat(keystore.protect(AccountName.TENANT, passphrase("no"), passphrase("new")))
                .isInstanceOf(Unlocking.WrongPassphrase.class);
        assertThat(keystore.protect(AccountName.TENANT, passphrase("old"), passphrase("new")))
                .isInstanceOf(Unlocking.Unlocked.class);
        assertThat(keystore.unlock(AccountName.TENANT, passphrase("old")))
                .isInstanceOf(Unlocking.WrongPassphrase.class);
        keystore.protect(AccountName.TENANT, passphrase("new"), DEVICE);
        assertThat(keystore.deviceKey(AccountName.TENANT).address()).isEqualTo(made.address());
    }

    @Test
    void keepsTheVaultAcrossAnOpening() {
        var made = keystore.createVault(passphrase("right"));
        var again = keystore.unlockVault(passphrase("right"));
        assertThat(again).isInstanceOf(Unlocking.Unlocked.class);
        if (again instanceof Unlocking.Unlocked<Vault>(Vault vault)) {
            assertThat(vault.volumeKey(Bytes32.ZERO, Tier.STANDARD, 1))
                    .isEqualTo(made.volumeKey(Bytes32.ZERO, Tier.STANDARD, 1));
        }
        assertThat(keystore.hasVault()).isTrue();
        assertReason(() -> keystore.createVault(DEVICE), Reason.EXISTS);
    }

    @Test
    void keepsOtherSecretsAndRemovesThem() {
        var name = new AccountName("ssh/first");
        keystore.addSecret(name, new byte[] {1, 2, 3}, passphrase("right"));
        var result = keystore.unlockSecret(name, passphrase("right"));
        assertThat(result).isInstanceOf(Unlocking.Unlocked.class);
        if (result instanceof Unlocking.Unlocked<byte[]>(byte[] secret)) {
            assertThat(secret).containsExactly(1, 2, 3);
        }
        keystore.remove(name);
        assertThat(keystore.find(name)).isEmpty();
    }

    @Test
    void refusesNamesThatWouldLeaveTheFolder() {
        for (var name :
                new String[] {"", "..", "../x", "/x", "a//b", "A", "a b", "a\u0000", "-a"}) {
            assertThatThrownBy(() -> new AccountName(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertReason(Runnable act, Reason reason) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        KeystoreException.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }
}
