package io.p2pcloud.probe;

import java.util.List;

/// Whether /dev/kvm can be opened. That is necessary and proves little: whether guests run under
/// it, only a trial boot shows.
public sealed interface KvmState {
    /// The device opens for reading and writing.
    record Opens() implements KvmState {}

    /// There is no such device.
    record Missing(String sentence, List<String> remedies) implements KvmState {
        public Missing {
            remedies = List.copyOf(remedies);
        }
    }

    /// The device is there, and this user may not open it, or it does not open.
    record NoPermission(String sentence, List<String> remedies) implements KvmState {
        public NoPermission {
            remedies = List.copyOf(remedies);
        }
    }
}
