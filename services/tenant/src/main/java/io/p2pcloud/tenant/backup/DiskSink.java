package io.p2pcloud.tenant.backup;

/// Takes a volume's written blocks, in ascending order; what lies between was never written.
///
/// @param <X> what it fails with
@FunctionalInterface
public interface DiskSink<X extends Exception> {
    /// @param offset bytes from the volume's beginning, whole blocks
    /// @param data whole blocks; the callee may change them
    void take(long offset, byte[] data) throws X, InterruptedException;
}
