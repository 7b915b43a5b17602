package io.quarkiverse.tomodachi.devservices.aws.differential;

/** One observation of one probe that another endpoint made otherwise. */
record Difference(String subject, String probe, String label, String ours, String theirs) {

    /** As a line of a table, without tabs within its cells. */
    String line() {
        return String.join("\t", cell(subject), cell(probe), cell(label), cell(ours), cell(theirs));
    }

    private static String cell(String text) {
        return text == null ? "(nothing)" : text.replaceAll("\\s", " ");
    }
}
