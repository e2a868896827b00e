package io.p2pcloud.app;

import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.Protection;
import io.p2pcloud.wallet.Unlocking;
import io.p2pcloud.wallet.Vault;

/// The try-out's vault of disk keys, which this device alone protects.
final class LocalVault {
    private LocalVault() {}

    static Vault open(Keystore keystore) {
        var protection = new Protection.DeviceOnly();
        if (!keystore.hasVault()) {
            return keystore.createVault(protection);
        }
        return switch (keystore.unlockVault(protection)) {
            case Unlocking.Unlocked<Vault>(Vault vault) -> vault;
            case Unlocking.WrongPassphrase<Vault> _ ->
                    throw new IllegalStateException("the try-out's vault has no passphrase");
        };
    }
}
