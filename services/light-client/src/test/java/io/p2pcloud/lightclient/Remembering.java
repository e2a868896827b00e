package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Answers from memory once an honest server gave them.
final class Remembering implements Transport {
    private final Transport honest;
    private final Map<String, Answer> answers = new HashMap<>();

    Remembering(Transport honest) {
        this.honest = honest;
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        var known = answers.get(address.toString());
        if (known == null) {
            known = honest.get(address, accept);
            answers.put(address.toString(), known);
        }
        return known;
    }

    @Override
    public Answer post(URI address, Bytes json) throws IOException {
        var known = answers.get(json.toHex());
        if (known == null) {
            known = honest.post(address, json);
            answers.put(json.toHex(), known);
        }
        return known;
    }
}
