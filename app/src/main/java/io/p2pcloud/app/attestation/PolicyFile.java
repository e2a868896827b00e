package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.TcbVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The policy in force: the one that came with the app, raised by the user's own where there is
/// one.
public record PolicyFile(Path file) {
    private static final String NAME = "attestation-policy.json";

    /// @param data the folder of everything that is the user's
    static PolicyFile in(Path data) {
        return new PolicyFile(data.resolve(NAME));
    }

    /// @throws IllegalArgumentException with a sentence for the user when their policy cannot be
    ///   used: to go on without it would be to go on with less than they demanded
    public AttestationPolicy inForce() {
        var shipped = AttestationPolicy.shipped();
        return own().map(shipped::raisedBy).orElse(shipped);
    }

    /// Demands at least these firmware levels of a processor, too.
    ///
    /// @throws IOException when the user's policy cannot be written
    /// @throws IllegalArgumentException when there is one that cannot be used
    public synchronized void raise(CpuRule rule, TcbVersion minimum) throws IOException {
        var next = own().orElseGet(AttestationPolicy::undemanding).raising(rule, minimum);
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(part, next.toJson());
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "Your attestation policy %s cannot be written: %s. Nothing was changed."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    private Optional<AttestationPolicy> own() {
        try {
            return Optional.of(AttestationPolicy.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Your attestation policy %s is of no use: %s. Correct or remove it."
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Your attestation policy %s cannot be read: %s."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
