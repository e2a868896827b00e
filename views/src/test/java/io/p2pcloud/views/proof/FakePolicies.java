package io.p2pcloud.views.proof;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.common.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Policies of users who demand more.
final class FakePolicies {
    private FakePolicies() {}

    static AttestationPolicy withoutSmt() {
        return demanding(Map.of("forbiddenPlatform", "0x1"));
    }

    private static AttestationPolicy demanding(Map<String, String> fields) {
        var json = (ObjectNode) Json.parse(AttestationPolicy.undemanding().toJson());
        fields.forEach(json::put);
        return AttestationPolicy.parse(Json.write(json));
    }
}
