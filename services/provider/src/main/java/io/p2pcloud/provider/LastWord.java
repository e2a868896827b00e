package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.protocol.v1.Goodbye;

/// The goodbye of a machine that shut down in order. The provider keeps it for the tenant, whose
/// computer releases the next boot of a confidential machine only after the end of the last one.
///
/// @param signature the guest key's, DER in hexadecimal
record LastWord(int boot, String signature) {
    Goodbye message() {
        return Goodbye.newBuilder()
                .setBoot(boot)
                .setGuestSignature(ByteString.copyFrom(Bytes.ofHex(signature).toArray()))
                .build();
    }
}
