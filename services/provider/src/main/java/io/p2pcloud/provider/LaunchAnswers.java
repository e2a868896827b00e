package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.v1.Activated;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.Evidence;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.Phase;
import io.p2pcloud.release.GuestLine;
import java.nio.file.Path;

/// What a tenant is told of a launch, as messages.
final class LaunchAnswers {
    private LaunchAnswers() {}

    static LaunchResponse booted(GuestLine.Booted booted, String sshHost, int sshPort) {
        return LaunchResponse.newBuilder()
                .setBooted(
                        Booted.newBuilder()
                                .setVolumeId(bytes(booted.volume().toArray()))
                                .setGeneration(booted.generation())
                                .setFormatted(booted.formatted())
                                .setGuestSignature(bytes(booted.signature().toDer().toArray()))
                                .setSshHost(sshHost)
                                .setSshPort(sshPort))
                .build();
    }

    static LaunchResponse activated(Bytes32 transaction) {
        return LaunchResponse.newBuilder()
                .setActivated(
                        Activated.newBuilder().setTransactionHash(bytes(transaction.toArray())))
                .build();
    }

    /// @param bundle names what the machine was started from
    static LaunchResponse evidence(GuestLine.Evidence evidence, Path folder, Bytes32 bundle) {
        var certificates =
                evidence.report().size() == 0 ? new byte[0] : ChipCertificates.in(folder).toArray();
        return LaunchResponse.newBuilder()
                .setEvidence(
                        Evidence.newBuilder()
                                .setAgeRecipient(evidence.recipient().text())
                                .setGuestPublicKey(bytes(evidence.guestKey().value().toArray()))
                                .setReport(bytes(evidence.report().toArray()))
                                .setCertificates(bytes(certificates))
                                .setBundle(bytes(bundle.toArray())))
                .build();
    }

    static LaunchResponse phase(String words) {
        return LaunchResponse.newBuilder().setPhase(Phase.newBuilder().setWords(words)).build();
    }

    private static ByteString bytes(byte[] value) {
        return ByteString.copyFrom(value);
    }
}
