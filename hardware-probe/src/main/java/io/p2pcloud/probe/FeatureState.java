package io.p2pcloud.probe;

import java.util.List;

/// Whether the host can use a feature of its processor now.
public sealed interface FeatureState {
    /// Processor, kernel and security processor all say that it works.
    record Available() implements FeatureState {}

    /// The processor has it, and something stands in the way.
    ///
    /// @param remedies what to do, in this order; each a sentence for the machine's owner
    record Off(Reason reason, String sentence, List<String> remedies) implements FeatureState {
        public Off {
            remedies = List.copyOf(remedies);
        }
    }

    /// This machine will never have it.
    record Unsupported(String why) implements FeatureState {}

    /// It cannot be told.
    record Unknown(String why) implements FeatureState {}

    /// What stands in the way.
    enum Reason {
        /// A setting of the machine's firmware.
        FIRMWARE_SETTING,
        /// Linux is older than its support.
        KERNEL_TOO_OLD,
        /// The module kvm_amd is not there.
        MODULE_NOT_LOADED,
        /// The module kvm_amd has it switched off.
        SWITCHED_OFF,
        /// The driver of AMD's security processor offers no /dev/sev.
        SECURITY_PROCESSOR
    }
}
