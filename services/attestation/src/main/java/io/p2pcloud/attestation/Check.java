package io.p2pcloud.attestation;

/// One row of a result.
///
/// @param id what was checked
/// @param expected what a sound report has there; empty where there is no single value
/// @param actual what this one has; empty where nothing was read
/// @param sentence for a person: what is true, and what to do if it is bad
/// @param detail for an expert: fields, sources, causes; may be empty
public record Check(
        Reason id, Status status, String expected, String actual, String sentence, String detail) {

    public Check {
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("a check says in a sentence what is true: " + id);
        }
    }

    public Group group() {
        return id.group();
    }

    static Check notRun(Reason id, String sentence) {
        return new Check(id, Status.NOT_RUN, "", "", sentence, "");
    }

    Check withDetail(String text) {
        return new Check(id, status, expected, actual, sentence, text);
    }
}
