package com.google.protobuf;

/** Stands for that of the library, which is not on the class path of the tests. */
public interface MessageLite {
}
