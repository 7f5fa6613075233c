"""A page to look at the stream: articles with their findings marked, boards of quantities."""
