"""A real instance under a stream of submissions and steps, whose processes are killed meanwhile.

`instance` starts and kills the processes, `ground` fills an empty instance, `browser` speaks HTTP
as a browser does, `stories` says what people do, `people` does it and writes down what was
acknowledged, `killer` kills, `inspection` compares the instance with what was acknowledged.
"""
