package io.p2pcloud.tenant;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.release.VolumeIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must be known of a server after a restart; journaled before each step. Holds no secrets:
/// the launch key, the SSH host key and the vault are the keystore's.
///
/// @param imageRootHash of the image that was chosen, hexadecimal
/// @param volumeId hexadecimal
/// @param salt of the manifest, hexadecimal
/// @param hostKey the public SSH host key
/// @param order null when an offer was taken, or before
/// @param lease null before the match
/// @param boot the newest boot that was begun, 0 before the first
/// @param formatted whether the volume holds a file system: the guest said so, or it was restored
/// @param sshHost null before the first boot
/// @param backup the file from which the disk is made; null where a guest formats it
/// @param trusted null before the key left for the first time, or a proof was in doubt
/// @param machine null where nothing was rebuilt or resized yet
record ServerRecord(
        String id,
        ServerSpec spec,
        Instant created,
        String imageRootHash,
        String volumeId,
        String salt,
        String hostKey,
        Stage stage,
        @Nullable Long order,
        @Nullable String lease,
        int boot,
        boolean formatted,
        @Nullable String sshHost,
        int sshPort,
        @Nullable LaunchFailure failure,
        @Nullable String backup,
        @Nullable Confidence trusted,
        @Nullable MachineSetup machine) {
    /// As it was ordered.
    ServerRecord(
            String id,
            ServerSpec spec,
            Instant created,
            String imageRootHash,
            String volumeId,
            String salt,
            String hostKey,
            Stage stage,
            @Nullable Long order,
            @Nullable String lease,
            int boot,
            boolean formatted,
            @Nullable String sshHost,
            int sshPort,
            @Nullable LaunchFailure failure,
            @Nullable String backup,
            @Nullable Confidence trusted) {
        this(
                id,
                spec,
                created,
                imageRootHash,
                volumeId,
                salt,
                hostKey,
                stage,
                order,
                lease,
                boot,
                formatted,
                sshHost,
                sshPort,
                failure,
                backup,
                trusted,
                null);
    }

    /// Where the server stands; what a restart does follows from it alone.
    enum Stage {
        /// An order is, or is about to be, on chain.
        ORDERING,
        /// There is a lease and a boot is under way.
        LAUNCHING,
        RUNNING,
        /// The tenant is stopping it or has stopped it.
        STOPPED,
        FAILED,
        /// The end of the lease is, or is about to be, on chain.
        CLOSING,
        CLOSED
    }

    Optional<LeaseId> leaseId() {
        return Optional.ofNullable(lease).map(LeaseId::ofHex);
    }

    Optional<OrderId> orderId() {
        return Optional.ofNullable(order).map(OrderId::new);
    }

    Bytes32 volume() {
        return Bytes32.ofHex(volumeId);
    }

    SshEndpoint ssh() {
        return new SshEndpoint(Objects.requireNonNull(sshHost), sshPort, hostKey);
    }

    Manifest manifest() {
        return new Manifest(spec.imageId(), rootHash());
    }

    /// Of the image that its disk lies over.
    Bytes32 rootHash() {
        return Bytes32.ofHex(imageRootHash);
    }

    /// What the lease names its manifest by.
    Bytes32 version() {
        return Manifest.hash(manifest().toBytes(), Bytes32.ofHex(salt));
    }

    Confidence confidence() {
        return trusted == null ? Confidence.NONE : trusted;
    }

    MachineSetup setup() {
        return machine == null ? MachineSetup.FIRST : machine;
    }

    /// The disk as the guest is told of it.
    VolumeIdentity volumeIdentity() {
        return new VolumeIdentity(volume(), setup().generation(), spec.unit().tier());
    }

    /// How many processors its next boot has.
    int vcpu() {
        var wanted = setup().wanted();
        return wanted == null ? spec.unit().vcpu() : wanted.vcpu();
    }

    /// Whether it has a disk and does not come up again. The machine may run all the same: perhaps
    /// it was only its shell that nobody reached.
    boolean isBroken() {
        return stage == Stage.FAILED && hasRun();
    }

    /// Whether a system of its own has been on its disk.
    boolean hasRun() {
        return formatted && sshHost != null;
    }

    /// Whether the newest boot is there to rescue the disk.
    boolean rescues() {
        return boot > 0 && setup().rescue() == boot;
    }

    ServerRecord with(Confidence next) {
        return copy(stage, order, lease, boot, formatted, sshHost, sshPort, failure, next, machine);
    }

    ServerRecord with(MachineSetup next) {
        return copy(stage, order, lease, boot, formatted, sshHost, sshPort, failure, trusted, next);
    }

    /// With an empty disk of another key, over another image perhaps; the old disk is still to be
    /// destroyed.
    ServerRecord rebuilt(String imageId, String rootHash, String newVolume) {
        return new ServerRecord(
                id,
                spec.withImage(imageId),
                created,
                rootHash,
                newVolume,
                salt,
                hostKey,
                Stage.LAUNCHING,
                order,
                lease,
                boot,
                false,
                sshHost,
                sshPort,
                null,
                null,
                trusted,
                setup().rebuilt());
    }

    ServerRecord at(Stage next) {
        return with(next, order, lease, boot, formatted, sshHost, sshPort, null);
    }

    /// As a program that starts finds it: that it ran is no word on whether it still does.
    ServerRecord found() {
        return stage == Stage.RUNNING ? at(Stage.LAUNCHING) : this;
    }

    ServerRecord ordered(OrderId placed) {
        return with(stage, placed.number(), lease, boot, formatted, sshHost, sshPort, null);
    }

    ServerRecord leased(LeaseId leased) {
        return with(
                Stage.LAUNCHING, order, leased.toHex(), boot, formatted, sshHost, sshPort, null);
    }

    ServerRecord booting(int number) {
        return with(Stage.LAUNCHING, order, lease, number, formatted, sshHost, sshPort, null)
                .with(setup().booting(number));
    }

    ServerRecord booted(String host, int port) {
        return with(Stage.LAUNCHING, order, lease, boot, true, host, port, null);
    }

    /// Its disk holds what the backup held.
    ServerRecord restored() {
        return with(Stage.LAUNCHING, order, lease, boot, true, sshHost, sshPort, null);
    }

    /// The backup that the disk must still be made from.
    Optional<Path> toRestore() {
        return formatted ? Optional.empty() : Optional.ofNullable(backup).map(Path::of);
    }

    ServerRecord failed(LaunchFailure why) {
        return with(Stage.FAILED, order, lease, boot, formatted, sshHost, sshPort, why);
    }

    private ServerRecord with(
            Stage nextStage,
            @Nullable Long nextOrder,
            @Nullable String nextLease,
            int nextBoot,
            boolean nextFormatted,
            @Nullable String nextHost,
            int nextPort,
            @Nullable LaunchFailure nextFailure) {
        return copy(
                nextStage,
                nextOrder,
                nextLease,
                nextBoot,
                nextFormatted,
                nextHost,
                nextPort,
                nextFailure,
                trusted,
                machine);
    }

    private ServerRecord copy(
            Stage nextStage,
            @Nullable Long nextOrder,
            @Nullable String nextLease,
            int nextBoot,
            boolean nextFormatted,
            @Nullable String nextHost,
            int nextPort,
            @Nullable LaunchFailure nextFailure,
            @Nullable Confidence nextTrusted,
            @Nullable MachineSetup nextMachine) {
        return new ServerRecord(
                id,
                spec,
                created,
                imageRootHash,
                volumeId,
                salt,
                hostKey,
                nextStage,
                nextOrder,
                nextLease,
                nextBoot,
                nextFormatted,
                nextHost,
                nextPort,
                nextFailure,
                backup,
                nextTrusted,
                nextMachine);
    }
}
