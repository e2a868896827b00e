package io.p2pcloud.attestation.command;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Files named on the command line. They may be pipes or anything else, so no size is believed.
final class InputFile {
    private InputFile() {}

    /// @param what the file is, for the complaint
    static Bytes read(String what, Path file, int most) throws UnusableInputException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnusableInputException(
                        "The %s file %s is longer than %d bytes.".formatted(what, file, most));
            }
            return Bytes.of(bytes);
        } catch (IOException e) {
            throw unreadable(what, file, e);
        }
    }

    /// Of any length, without keeping it.
    static Bytes32 sha256(String what, Path file) throws UnusableInputException {
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Bytes32.of(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw unreadable(what, file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static UnusableInputException unreadable(String what, Path file, IOException e) {
        var why =
                switch (e) {
                    case NoSuchFileException _ -> "there is no such file";
                    case AccessDeniedException _ -> "you may not read it";
                    default ->
                            Files.isDirectory(file)
                                    ? "it is a folder"
                                    : e.getClass().getSimpleName();
                };
        return new UnusableInputException(
                "The %s file %s cannot be read: %s.".formatted(what, file, why));
    }
}
