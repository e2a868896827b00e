package io.p2pcloud.tenant;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.market.Provider;
import io.p2pcloud.protocol.ProviderConnection;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.protocol.v1.AwaitListeningRequest;
import io.p2pcloud.protocol.v1.DiscardDiskRequest;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.ReadConsoleRequest;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import io.p2pcloud.protocol.v1.ReadDiskRequest;
import io.p2pcloud.protocol.v1.ReadDiskResponse;
import io.p2pcloud.protocol.v1.StopRequest;
import io.p2pcloud.protocol.v1.StopResponse;
import io.p2pcloud.protocol.v1.SubmitManifestRequest;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.protocol.v1.WriteDiskResponse;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// A provider's service as the tenant calls it, every call with a deadline.
final class ProviderClient implements AutoCloseable {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LISTENING = Duration.ofSeconds(70);
    private static final int LISTENING_TRIES = 4;
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration LAUNCH = Duration.ofMinutes(15);
    private static final Duration DISK = Duration.ofHours(24);
    private static final Duration CONSOLE = Duration.ofHours(12);

    private final ProviderConnection connection;

    private ProviderClient(ProviderConnection connection) {
        this.connection = connection;
    }

    /// @throws LaunchException when the provider's entry names no address
    static ProviderClient to(
            Provider provider, TlsIdentity identity, MarketDigests market, InstantSource clock)
            throws LaunchException {
        var endpoint = provider.endpoint();
        int colon = endpoint.lastIndexOf(':');
        try {
            var target =
                    new ProviderConnection.Target(
                            endpoint.substring(0, Math.max(colon, 0)),
                            Integer.parseInt(endpoint.substring(colon + 1)),
                            provider.account(),
                            provider.tlsKeyHash());
            return new ProviderClient(
                    ProviderConnection.to(
                            target, identity, market.chain().value(), market.market(), clock));
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    Reason.PROVIDER_UNREACHABLE,
                    "The provider's entry on chain, \"" + endpoint + "\", is no host and port.");
        }
    }

    void submitManifest(LeaseId lease, Bytes manifest, Bytes32 salt) throws StatusException {
        var _ =
                connection
                        .blocking()
                        .withDeadlineAfter(SHORT.toSeconds(), TimeUnit.SECONDS)
                        .submitManifest(
                                SubmitManifestRequest.newBuilder()
                                        .setLeaseId(bytes(lease))
                                        .setManifest(ByteString.copyFrom(manifest.toArray()))
                                        .setSalt(ByteString.copyFrom(salt.toArray()))
                                        .build());
    }

    BlockingClientCall<LaunchRequest, LaunchResponse> launch() {
        return connection
                .blocking()
                .withDeadlineAfter(LAUNCH.toSeconds(), TimeUnit.SECONDS)
                .launch();
    }

    GetStatusResponse status(LeaseId lease) throws StatusException {
        return connection
                .blocking()
                .withDeadlineAfter(SHORT.toSeconds(), TimeUnit.SECONDS)
                .getStatus(GetStatusRequest.newBuilder().setLeaseId(bytes(lease)).build());
    }

    /// What the machine does, in a word.
    MachineWord word(LeaseId lease) {
        try {
            return switch (status(lease).getState()) {
                case STATE_RUNNING -> MachineWord.RUNS;
                case STATE_STARTING -> MachineWord.STARTING;
                case STATE_STOPPED -> MachineWord.ENDED;
                case STATE_UNSPECIFIED, UNRECOGNIZED -> MachineWord.SILENT;
            };
        } catch (StatusException _) {
            return MachineWord.SILENT;
        }
    }

    /// Waits until the machine's SSH listens, by the word of guest and provider: a hint, with no
    /// harm in a wrong one. A provider that cannot tell is no failure either.
    ///
    /// @return whether it is said to listen
    boolean awaitListening(LeaseId lease) {
        try {
            // A provider waits a minute. To ask him again is better than to knock: OpenSSH shuts
            // out an address from which many connections came and said nothing.
            for (int tries = 0; tries < LISTENING_TRIES; tries++) {
                if (awaitListeningOnce(lease)) {
                    return true;
                }
            }
            return false;
        } catch (StatusException _) {
            return false;
        }
    }

    private boolean awaitListeningOnce(LeaseId lease) throws StatusException {
        return connection
                .blocking()
                .withDeadlineAfter(LISTENING.toSeconds(), TimeUnit.SECONDS)
                .awaitListening(AwaitListeningRequest.newBuilder().setLeaseId(bytes(lease)).build())
                .getListening();
    }

    StopResponse stop(LeaseId lease) throws StatusException {
        return connection
                .blocking()
                .withDeadlineAfter(STOP.toSeconds(), TimeUnit.SECONDS)
                .stop(StopRequest.newBuilder().setLeaseId(bytes(lease)).build());
    }

    BlockingClientCall<?, ReadConsoleResponse> console(LeaseId lease) {
        return connection
                .blocking()
                .withDeadlineAfter(CONSOLE.toSeconds(), TimeUnit.SECONDS)
                .readConsole(ReadConsoleRequest.newBuilder().setLeaseId(bytes(lease)).build());
    }

    BlockingClientCall<?, ReadDiskResponse> readDisk(LeaseId lease) {
        return connection
                .blocking()
                .withDeadlineAfter(DISK.toSeconds(), TimeUnit.SECONDS)
                .readDisk(ReadDiskRequest.newBuilder().setLeaseId(bytes(lease)).build());
    }

    BlockingClientCall<WriteDiskRequest, WriteDiskResponse> writeDisk() {
        return connection
                .blocking()
                .withDeadlineAfter(DISK.toSeconds(), TimeUnit.SECONDS)
                .writeDisk();
    }

    /// Destroys the disk of a machine that does not run.
    void discardDisk(LeaseId lease) throws StatusException {
        var _ =
                connection
                        .blocking()
                        .withDeadlineAfter(SHORT.toSeconds(), TimeUnit.SECONDS)
                        .discardDisk(
                                DiscardDiskRequest.newBuilder().setLeaseId(bytes(lease)).build());
    }

    @Override
    public void close() {
        connection.close();
    }

    /// A failed call in words for the user.
    static LaunchException failure(StatusException e) {
        var status = e.getStatus();
        var words = status.getDescription() == null ? "" : " (" + status.getDescription() + ")";
        if (status.getCode() == Status.Code.FAILED_PRECONDITION) {
            return new LaunchException(
                    Reason.PROVIDER_REFUSED, "The provider refused" + words + ".");
        }
        if (isIdentity(e)) {
            return new LaunchException(
                    Reason.PROVIDER_IDENTITY,
                    "The computer that answers for the provider does not hold the key that stands"
                            + " on chain; nothing was sent to it.");
        }
        return new LaunchException(
                Reason.PROVIDER_UNREACHABLE,
                "The provider does not answer" + words + "; try again, or choose another offer.");
    }

    private static boolean isIdentity(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static ByteString bytes(LeaseId lease) {
        return ByteString.copyFrom(lease.value().toArray());
    }
}
