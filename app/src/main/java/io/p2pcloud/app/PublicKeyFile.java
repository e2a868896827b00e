package io.p2pcloud.app;

import io.p2pcloud.tenant.SshPublicKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// An SSH public key that the user named by its file.
final class PublicKeyFile {
    private static final long MAX_BYTES = 64 << 10;

    private PublicKeyFile() {}

    /// @return the key in OpenSSH's one-line form
    /// @throws UserError with one sentence when there is no such key in the file
    static String read(Path file) throws UserError {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UserError(file + " is too large for an SSH public key.");
            }
            var line = Files.readString(file).strip();
            SshPublicKey.check(line);
            return line;
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + "; ssh-keygen makes a key.", e);
        } catch (CharacterCodingException e) {
            throw new UserError(file + ": This is not an SSH public key: it is no text.", e);
        } catch (IOException e) {
            throw new UserError("The key " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }
}
