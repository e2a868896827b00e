package io.p2pcloud.protocol;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.wallet.Signature;
import java.io.ByteArrayOutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;

/// The certificate extension that carries an account's signature over its [NodeBinding]: account
/// (20 bytes), role (1 byte), signature r, s, v (65 bytes). All else that is signed stands in the
/// certificate or is known to both sides.
record BindingExtension(Address account, Role role, Signature signature) {
    /// Under the arc of UUIDs (ITU-T X.667), so that no registry is needed.
    static final ASN1ObjectIdentifier OID =
            new ASN1ObjectIdentifier("2.25.129416337420131265083407364310722846621");

    private static final int SIZE = Address.SIZE + 1 + Signature.SIZE;

    static byte[] encode(Address account, Role role, Signature signature) {
        var bytes = new ByteArrayOutputStream(SIZE);
        bytes.writeBytes(account.toArray());
        bytes.write(role.number());
        bytes.writeBytes(signature.toBytes65().toArray());
        return bytes.toByteArray();
    }

    /// @param extensionValue as `X509Certificate.getExtensionValue` gives it: an OCTET STRING
    /// @throws IllegalArgumentException when it has another form
    static BindingExtension decode(byte[] extensionValue) {
        var bytes = Bytes.of(ASN1OctetString.getInstance(extensionValue).getOctets());
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException(
                    "the certificate's binding has " + bytes.size() + " bytes, expected " + SIZE);
        }
        return new BindingExtension(
                new Address(bytes.slice(0, Address.SIZE)),
                Role.ofNumber(bytes.at(Address.SIZE)),
                Signature.ofBytes65(bytes.slice(Address.SIZE + 1, SIZE)));
    }
}
