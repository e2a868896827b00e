package io.p2pcloud.tenant;

import io.p2pcloud.common.TokenAmount;
import java.util.List;

/// Exactly what one confirmation will sign, in words and in fields.
///
/// @param locked the deposit that leaves the free balance
/// @param free the balance before
public record Review(
        ServerSpec spec,
        Candidates candidates,
        List<Signing> signings,
        TokenAmount locked,
        TokenAmount free) {
    public Review {
        signings = List.copyOf(signings);
    }

    /// One thing that is signed.
    ///
    /// @param sentence what it does, for people
    /// @param fields each field's name and value as it is signed
    public record Signing(String sentence, List<Field> fields) {
        public Signing {
            fields = List.copyOf(fields);
        }
    }

    /// A signed field.
    public record Field(String name, String value) {}
}
