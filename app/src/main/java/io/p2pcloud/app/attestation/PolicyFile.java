package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.AttestationPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The policy in force: the one that came with the app, raised by the user's own where there is
/// one.
public record PolicyFile(Path file) {
    /// @throws IllegalArgumentException with a sentence for the user when their policy cannot be
    ///   used: to go on without it would be to go on with less than they demanded
    public AttestationPolicy inForce() {
        var shipped = AttestationPolicy.shipped();
        try {
            return shipped.raisedBy(AttestationPolicy.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return shipped;
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
