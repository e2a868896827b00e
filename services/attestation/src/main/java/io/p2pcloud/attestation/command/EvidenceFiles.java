package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.EvidenceParts;
import io.p2pcloud.attestation.SavedEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evidence out of files in any order.
public final class EvidenceFiles {
    private static final int MAX_FILE = 4 << 20;
    private static final int MAX_FILES = 32;

    private EvidenceFiles() {}

    /// @param before what certificates without a report of their own belong to
    /// @throws IOException with one sentence for the user when a file is of no use
    public static SavedEvidence read(List<Path> files, Optional<SavedEvidence> before, Instant now)
            throws IOException {
        if (files.size() > MAX_FILES) {
            throw new IOException(
                    "These are %d files; a report comes with at most %d."
                            .formatted(files.size(), MAX_FILES));
        }
        var parts = new ArrayList<EvidenceParts.Part>();
        for (var file : files) {
            try {
                parts.add(
                        new EvidenceParts.Part(
                                String.valueOf(file.getFileName()),
                                InputFile.read("evidence", file, MAX_FILE)));
            } catch (UnusableInputException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        try {
            return EvidenceParts.collect(parts, before, now);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
