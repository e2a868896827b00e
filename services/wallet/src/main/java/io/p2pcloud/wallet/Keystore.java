package io.p2pcloud.wallet;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A folder of named key files (mode 0600), each encrypted under a passphrase (Argon2id, then
/// AES-256-GCM) or protected by its mode alone; see [Protection] for what each is worth. One
/// process owns the folder at a time. Keys are never overwritten.
///
/// Opening an encrypted key takes the Argon2 cost in time and memory: not for the window's thread.
public final class Keystore {
    private static final AccountName VAULT = new AccountName("vault");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_SIZE = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_SECRET = 64 << 10;

    private final KeyFolder folder;
    private final SecureRandom random;
    private final Argon2Cost cost;

    /// @param folder made with mode 0700 when the first key is written
    public Keystore(Path folder, SecureRandom random) {
        this(folder, random, Argon2Cost.STANDARD);
    }

    /// @param cost for keys written from now on; files say what they were written with
    public Keystore(Path folder, SecureRandom random, Argon2Cost cost) {
        this.folder = new KeyFolder(folder);
        this.random = random;
        this.cost = cost;
    }

    /// All keys by name; nothing is opened.
    public synchronized List<StoredKey> keys() {
        return folder.names().stream().map(it -> folder.read(it).head()).toList();
    }

    public synchronized Optional<StoredKey> find(AccountName name) {
        return folder.contains(name) ? Optional.of(folder.read(name).head()) : Optional.empty();
    }

    /// A new signing key, written before it is returned.
    public SigningKey create(AccountName name, Protection protection) {
        var key = SigningKey.create(random);
        add(name, key, protection);
        return key;
    }

    /// @throws KeystoreException when the name is taken or the disk fails
    public synchronized void add(AccountName name, SigningKey key, Protection protection) {
        var secret = key.exportSecret();
        try {
            var head = head(name, StoredKey.Kind.SIGNING_KEY, protection, key);
            folder.write(seal(head, secret, protection), false);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    public Unlocking<SigningKey> unlock(AccountName name, Protection protection) {
        return unlock(name, StoredKey.Kind.SIGNING_KEY, protection, it -> signingKey(name, it));
    }

    /// A signing key that no passphrase protects.
    ///
    /// @throws KeystoreException when it is missing, damaged, or encrypted
    public SigningKey deviceKey(AccountName name) {
        return switch (unlock(name, new Protection.DeviceOnly())) {
            case Unlocking.Unlocked<SigningKey>(SigningKey key) -> key;
            case Unlocking.WrongPassphrase<SigningKey> _ -> throw passphraseNeeded(name);
        };
    }

    /// [#deviceKey], made first if it does not exist.
    public synchronized SigningKey deviceKeyOrNew(AccountName name) {
        return folder.contains(name) ? deviceKey(name) : create(name, new Protection.DeviceOnly());
    }

    /// Keeps bytes that are neither a signing key nor the vault (an SSH key, a release copy of a
    /// volume key).
    public synchronized void addSecret(AccountName name, byte[] secret, Protection protection) {
        if (secret.length > MAX_SECRET) {
            throw new IllegalArgumentException("a secret has at most 65536 bytes");
        }
        var head = head(name, StoredKey.Kind.SECRET, protection, null);
        folder.write(seal(head, secret, protection), false);
    }

    /// The caller wipes the bytes.
    public Unlocking<byte[]> unlockSecret(AccountName name, Protection protection) {
        return unlock(name, StoredKey.Kind.SECRET, protection, byte[]::clone);
    }

    /// A new vault root, written before it is returned. There is one vault in a keystore.
    public synchronized Vault createVault(Protection protection) {
        var vault = Vault.create(random);
        var root = vault.exportRoot();
        try {
            var head = head(VAULT, StoredKey.Kind.VAULT_ROOT, protection, null);
            folder.write(seal(head, root, protection), false);
        } finally {
            Arrays.fill(root, (byte) 0);
        }
        return vault;
    }

    public synchronized boolean hasVault() {
        return folder.contains(VAULT);
    }

    public Unlocking<Vault> unlockVault(Protection protection) {
        return unlock(VAULT, StoredKey.Kind.VAULT_ROOT, protection, Vault::ofRoot);
    }

    /// Writes the key anew under `next`; the old file is replaced in one step.
    public synchronized Unlocking<StoredKey> protect(
            AccountName name, Protection present, Protection next) {
        var file = folder.read(name);
        var secret = open(file, present);
        if (secret == null) {
            return new Unlocking.WrongPassphrase<>(name);
        }
        try {
            var old = file.head();
            var head = new StoredKey(name, old.kind(), old.address(), isEncrypted(next));
            folder.write(seal(head, secret, next), true);
            return new Unlocking.Unlocked<>(head);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Removes a key for good; removing one that is gone is harmless.
    public synchronized void remove(AccountName name) {
        folder.remove(name);
    }

    private synchronized <T> Unlocking<T> unlock(
            AccountName name,
            StoredKey.Kind kind,
            Protection protection,
            Function<byte[], T> reader) {
        var file = folder.read(name);
        if (file.head().kind() != kind) {
            throw folder.damaged(name, "it holds another kind of key");
        }
        var secret = open(file, protection);
        if (secret == null) {
            return new Unlocking.WrongPassphrase<>(name);
        }
        try {
            return new Unlocking.Unlocked<>(reader.apply(secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private SigningKey signingKey(AccountName name, byte[] secret) {
        SigningKey key;
        try {
            key = SigningKey.ofSecret(secret);
        } catch (IllegalArgumentException e) {
            throw folder.damaged(name, String.valueOf(e.getMessage()));
        }
        if (!folder.read(name).head().address().equals(Optional.of(key.address()))) {
            throw folder.damaged(name, "its key belongs to another account");
        }
        return key;
    }

    private static StoredKey head(
            AccountName name,
            StoredKey.Kind kind,
            Protection protection,
            @Nullable SigningKey key) {
        return new StoredKey(
                name,
                kind,
                Optional.ofNullable(key).map(SigningKey::address),
                isEncrypted(protection));
    }

    private static boolean isEncrypted(Protection protection) {
        return switch (protection) {
            case Protection.WithPassphrase _ -> true;
            case Protection.DeviceOnly _ -> false;
        };
    }

    private KeyFile seal(StoredKey head, byte[] secret, Protection protection) {
        return switch (protection) {
            case Protection.DeviceOnly _ -> new KeyFile(head, Optional.empty(), Bytes.of(secret));
            case Protection.WithPassphrase(Passphrase passphrase) -> {
                var salt = new byte[Bytes32.SIZE];
                var nonce = new byte[NONCE_SIZE];
                random.nextBytes(salt);
                random.nextBytes(nonce);
                var envelope = new KeyFile.Envelope(cost, Bytes32.of(salt), Bytes.of(nonce));
                var shell = new KeyFile(head, Optional.of(envelope), Bytes.EMPTY);
                try {
                    var text = crypt(Cipher.ENCRYPT_MODE, shell, envelope, passphrase, secret);
                    yield new KeyFile(head, Optional.of(envelope), Bytes.of(text));
                } catch (AEADBadTagException e) {
                    throw new IllegalStateException("encryption checks no tag", e);
                }
            }
        };
    }

    /// The secret, or null when the passphrase is wrong. The caller wipes it.
    private static byte @Nullable [] open(KeyFile file, Protection protection) {
        if (file.envelope().isEmpty()) {
            return file.text().toArray();
        }
        return switch (protection) {
            case Protection.DeviceOnly _ -> throw passphraseNeeded(file.head().name());
            case Protection.WithPassphrase(Passphrase passphrase) -> {
                try {
                    yield crypt(
                            Cipher.DECRYPT_MODE,
                            file,
                            file.envelope().get(),
                            passphrase,
                            file.text().toArray());
                } catch (AEADBadTagException _) {
                    yield null;
                }
            }
        };
    }

    private static byte[] crypt(
            int mode, KeyFile file, KeyFile.Envelope envelope, Passphrase passphrase, byte[] text)
            throws AEADBadTagException {
        var typed = passphrase.toBytes();
        var key = envelope.cost().derive(typed, envelope.salt().toArray());
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    mode,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, envelope.nonce().toArray()));
            cipher.updateAAD(file.associated());
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        } finally {
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static KeystoreException passphraseNeeded(AccountName name) {
        return new KeystoreException(
                KeystoreException.Reason.PASSPHRASE_NEEDED,
                "The key \"" + name + "\" is encrypted: its passphrase is needed to open it.");
    }
}
