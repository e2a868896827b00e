package io.p2pcloud.launcher.storage;

/// What came of creating a volume.
public sealed interface VolumeOutcome {
    record Created(Volume volume) implements VolumeOutcome {}

    /// Nothing was created.
    ///
    /// @param sentence what is wrong, where, and what to do
    record Refused(Reason reason, String sentence) implements VolumeOutcome {}

    enum Reason {
        EXISTS,
        DISK_FULL,
        FOLDER_UNUSABLE
    }
}
