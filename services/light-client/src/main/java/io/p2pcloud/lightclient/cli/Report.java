package io.p2pcloud.lightclient.cli;

import io.p2pcloud.common.Json;
import java.util.Map;

/// What a command has to say: for people, for programs, and as an exit status.
///
/// @param text lines without a line feed at the end
/// @param members of a JSON object, in order
/// @param exitStatus see [ExitStatus]
public record Report(String text, Map<String, Object> members, int exitStatus) {
    /// One line, so that a stream of reports can be read line by line.
    public String json() {
        return Json.write(members);
    }

    /// The text or the JSON.
    public String in(boolean json) {
        return json ? json() : text;
    }
}
