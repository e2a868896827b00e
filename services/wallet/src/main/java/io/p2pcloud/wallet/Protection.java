package io.p2pcloud.wallet;

/// What stands between a key file and someone who has copied it.
public sealed interface Protection {
    /// Encrypted under a passphrase: a copied file is worth what the passphrase is hard to guess.
    record WithPassphrase(Passphrase passphrase) implements Protection {}

    /// Not encrypted: only the file's mode (0600) keeps other users of this computer out; whoever
    /// can read the file as its owner, from a backup or from the bare disk has the key. For the
    /// try-out's test money, and for launch keys, which must answer without a person at the
    /// keyboard and can move no money.
    record DeviceOnly() implements Protection {}
}
