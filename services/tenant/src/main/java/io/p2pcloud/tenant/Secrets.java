package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.release.DiskKey;
import io.p2pcloud.release.SshHostKey;
import io.p2pcloud.release.VolumeIdentity;
import io.p2pcloud.wallet.AccountName;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.Protection;
import io.p2pcloud.wallet.SigningKey;
import io.p2pcloud.wallet.StoredKey;
import io.p2pcloud.wallet.Unlocking;
import io.p2pcloud.wallet.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The secrets of the tenant's servers, all in his keystore: launch keys, SSH host keys, and the
/// vault from which disk keys follow.
public final class Secrets {
    private static final Protection DEVICE = new Protection.DeviceOnly();

    private final Keystore keystore;
    private final Vault vault;
    private final SecureRandom random;

    /// @param vault open for as long as servers may be started
    public Secrets(Keystore keystore, Vault vault, SecureRandom random) {
        this.keystore = keystore;
        this.vault = vault;
        this.random = random;
    }

    ClientKey clientKey() {
        return ClientKey.loadOrCreate(keystore, random);
    }

    /// The key that commands this server's guests; made the first time.
    SigningKey launchKey(ServerId server) {
        return keystore.deviceKeyOrNew(AccountName.launch(server.value()));
    }

    /// The account of a server's launch key, if this keystore has one.
    Optional<Address> launchAccount(String server) {
        try {
            return keystore.find(AccountName.launch(new ServerId(server).value()))
                    .flatMap(StoredKey::address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Makes the server's SSH host key.
    SshHostKey newHostKey(ServerId server) {
        var key = SshHostKey.generate(random);
        var text = key.openSsh().getBytes(StandardCharsets.US_ASCII);
        keystore.addSecret(hostKeyName(server), text, DEVICE);
        Arrays.fill(text, (byte) 0);
        return key;
    }

    SshHostKey hostKey(ServerId server) {
        return switch (keystore.unlockSecret(hostKeyName(server), DEVICE)) {
            case Unlocking.Unlocked<byte[]>(byte[] text) -> {
                var key = new SshHostKey(new String(text, StandardCharsets.US_ASCII));
                Arrays.fill(text, (byte) 0);
                yield key;
            }
            case Unlocking.WrongPassphrase<byte[]> _ ->
                    throw new IllegalStateException("an SSH host key has no passphrase");
        };
    }

    DiskKey diskKey(VolumeIdentity volume) {
        var key = vault.volumeKey(volume.id(), volume.tier(), volume.generation());
        try {
            return new DiskKey(Bytes.of(key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    SecureRandom random() {
        return random;
    }

    private static AccountName hostKeyName(ServerId server) {
        return new AccountName("ssh-host/" + server.value());
    }
}
