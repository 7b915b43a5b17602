package io.quarkiverse.tomodachi;

/** What a decorator says about a call: go on, or use this result in place of the handler's. */
public final class Decision {

    private static final Decision GO_ON = new Decision(true, null);

    private final boolean goesOn;
    private final Object result;

    private Decision(boolean goesOn, Object result) {
        this.goesOn = goesOn;
        this.result = result;
    }

    /** @return the decision to ask the next decorator, and to call the handler at last */
    public static Decision goOn() {
        return GO_ON;
    }

    /**
     * The decision not to call the handler.
     *
     * @param result what a handler could have returned, such as a {@link Response}; {@code null} for a result without a value
     * @return the decision
     */
    public static Decision result(Object result) {
        return new Decision(false, result);
    }

    /** @return whether the handler is called */
    public boolean goesOn() {
        return goesOn;
    }

    /** @return the result that takes the place of the handler's; {@code null} if the handler is called */
    public Object result() {
        return result;
    }
}
