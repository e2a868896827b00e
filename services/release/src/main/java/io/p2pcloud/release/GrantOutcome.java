package io.p2pcloud.release;

/// Whether a payload may leave.
public sealed interface GrantOutcome {
    record Granted(ReleaseGrant grant) implements GrantOutcome {}

    /// Nothing leaves.
    record Refused(Reason reason) implements GrantOutcome {}

    /// Why not.
    enum Reason {
        /// A CONFIDENTIAL lease, and no proof of its machine.
        PROOF_MISSING("The lease promises a confidential machine, and nothing proves this one."),
        /// What was verified is not what this guest sent.
        OTHER_REPORT("The verified report is not the one that this machine sent."),
        /// Keys, nonce, lease or boot in the report are not this session's.
        OTHER_SESSION("The report was verified for another guest, session, lease or boot."),
        /// Lease, boot, manifest or launch key in HOST_DATA are not this session's.
        OTHER_LEASE("The report was verified for another lease, boot, manifest or launch key.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
