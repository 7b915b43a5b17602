package io.quarkiverse.tomodachi.devservices.aws.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Translates between the names of a service's query protocol and those its actions use. */
public interface QueryShape {

    /** For services whose actions use the query protocol's names. */
    QueryShape SAME = new QueryShape() {
        @Override
        public ObjectNode input(ObjectNode form, String path) {
            return form;
        }

        @Override
        public ObjectNode output(String action, ObjectNode output) {
            return output;
        }
    };

    /** The action's input, of the form and of the path it was sent to. */
    ObjectNode input(ObjectNode form, String path);

    /** What is to be written as XML. */
    ObjectNode output(String action, ObjectNode output);
}
