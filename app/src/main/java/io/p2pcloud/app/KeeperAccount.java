package io.p2pcloud.app;

import io.p2pcloud.wallet.AccountName;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.KeystoreException;
import io.p2pcloud.wallet.Passphrase;
import io.p2pcloud.wallet.Protection;
import io.p2pcloud.wallet.SigningKey;
import io.p2pcloud.wallet.StoredKey;
import io.p2pcloud.wallet.Unlocking;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// The account that earns the bounties.
///
/// @param create whether it is made, protected by its file's mode alone, when it is not there
record KeeperAccount(Keystore keystore, AccountName name, boolean create) {
    SigningKey open() throws UserError {
        try {
            var stored = keystore.find(name);
            if (stored.isEmpty() && !create) {
                throw new UserError(missing());
            }
            return stored.isPresent() && stored.get().encrypted()
                    ? unlock()
                    : keystore.deviceKeyOrNew(name);
        } catch (KeystoreException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private String missing() {
        var present =
                keystore.keys().stream()
                        .filter(it -> it.kind() == StoredKey.Kind.SIGNING_KEY)
                        .map(it -> it.name().value())
                        .collect(Collectors.joining(", "));
        return "There is no account "
                + name
                + " ("
                + (present.isEmpty() ? "none is there" : "there are: " + present)
                + "): choose one with --account, or make it with --create.";
    }

    private SigningKey unlock() throws UserError {
        // There always is one; without a terminal it only says so.
        var console = Objects.requireNonNull(System.console());
        if (!console.isTerminal()) {
            throw new UserError(
                    "The account "
                            + name
                            + " is encrypted and its passphrase can only be asked for in a"
                            + " terminal: run it there, or use an account without a passphrase.");
        }
        var typed = console.readPassword("Passphrase of %s: ", name);
        if (typed == null || typed.length == 0) {
            throw new UserError("No passphrase was typed: run it again.");
        }
        try (var passphrase = Passphrase.of(typed)) {
            return switch (keystore.unlock(name, new Protection.WithPassphrase(passphrase))) {
                case Unlocking.Unlocked<SigningKey>(SigningKey key) -> key;
                case Unlocking.WrongPassphrase<SigningKey> wrong ->
                        throw new UserError(wrong.sentence());
            };
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
