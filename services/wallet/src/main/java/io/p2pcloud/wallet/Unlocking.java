package io.p2pcloud.wallet;

/// What came of a passphrase.
public sealed interface Unlocking<T> {
    /// The caller closes what he got.
    record Unlocked<T>(T content) implements Unlocking<T> {}

    /// The passphrase does not open the file (or someone altered the file on purpose and repaired
    /// its checksum, which looks the same).
    record WrongPassphrase<T>(AccountName name) implements Unlocking<T> {
        public String sentence() {
            return "This passphrase does not open the key \"" + name + "\": type it again.";
        }
    }
}
