package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import java.util.Optional;

/// What a key file says without being opened.
///
/// @param address the account, for signing keys
/// @param encrypted whether opening it takes a passphrase
public record StoredKey(AccountName name, Kind kind, Optional<Address> address, boolean encrypted) {
    /// What lies in a key file.
    public enum Kind {
        SIGNING_KEY("secp256k1"),
        VAULT_ROOT("vault-root"),
        SECRET("secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Kind ofWord(String word) {
            for (var kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown kind of key: " + word);
        }
    }
}
