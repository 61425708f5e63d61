package consumer;

record Greeted(String text) {}
