package io.quarkiverse.tomodachi.deployment.http;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** The member {@code ignoreLogging} of annotations. */
public final class UnloggedStatuses {

    private static final String MEMBER = "ignoreLogging";

    private UnloggedStatuses() {
    }

    /** In the same order for every build. */
    public static Set<Integer> of(TriggerMethod method) {
        Set<Integer> statuses = new TreeSet<>();
        for (int status : method.value(MEMBER).asIntArray()) {
            statuses.add(status);
        }
        return statuses;
    }

    public static void check(Set<Integer> statuses, Consumer<String> problems) {
        for (int status : statuses) {
            if (status != Http.EXCEPT_SERVER_ERRORS && (status < 100 || status > 999)) {
                problems.accept("has the status " + status + " in " + MEMBER + "; use 100 to 999");
            }
        }
    }
}
