package io.quarkiverse.tomodachi.deployment.validation;

/** Everything that a failed build tells. */
public final class Problems {

    private Problems() {
    }

    public static String of(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
            for (Throwable suppressed : cause.getSuppressed()) {
                all.append(suppressed.getMessage()).append('\n');
            }
        }
        return all.toString();
    }
}
